#include "show/show.h"
enum wire_status show_table(const struct findings *findings, enum wire_findings which,
			    const struct wire_sink *sink, struct wire_error *error)
{
	(void)findings;
	(void)which;
	(void)sink;
	(void)error;
	return WIRE_OK;
}
enum wire_status show_report(const struct findings *findings, const struct wire_sink *sink,
			     struct wire_error *error)
{
	(void)findings;
	(void)sink;
	(void)error;
	return WIRE_OK;
}
