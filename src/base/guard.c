#include "base/guard.h"

#include <setjmp.h>
#include <stdlib.h>

struct guard {
	jmp_buf jump;
	struct guard *outer;
};

static _Thread_local struct guard *innermost;

enum wire_status guard_run(void (*body)(void *context), void *context)
{
	struct guard guard = {.outer = innermost};
	int raised;

	innermost = &guard;
	raised = setjmp(guard.jump);
	if (!raised)
		body(context);
	innermost = guard.outer;
	return (enum wire_status)raised;
}

_Noreturn void guard_raise(enum wire_status status)
{
	if (!innermost)
		abort();
	longjmp(innermost->jump, (int)status);
}
