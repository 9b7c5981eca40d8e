/*
 * show: findings as records for programs, tables for people, and one page to look at.
 *
 * Everything goes through the caller's sink; false from it ends the writing with WIRE_CANNOT_WRITE.
 * What is written depends on the findings alone, but for the time taken in the report.
 */
#ifndef SHOW_H
#define SHOW_H

#include "store/store.h"
#include "wirecopy.h"

/* JSON Lines, one record a line, keys as docs/records.md lists them; made by so many threads, in one order. */
enum wire_status show_records(const struct findings *findings, enum wire_findings which,
			      unsigned threads, const struct wire_sink *sink,
			      struct wire_error *error);

/* Text for people, fitted to sink->columns, coloured where sink->colour says so. */
enum wire_status show_table(const struct findings *findings, enum wire_findings which,
			    const struct wire_sink *sink, struct wire_error *error);

/* One self-contained HTML page. */
enum wire_status show_report(const struct findings *findings, const struct wire_sink *sink,
			     struct wire_error *error);

#endif
