import os
import sys
import traceback

OWN_FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Fault(Exception):
    """An error that Lambda, not the function, gives a name to."""

    def __init__(self, error_type, message, trace=()):
        super().__init__(message)
        self.error_type = error_type
        self.trace = list(trace)


def failure_of(error, request_id=""):
    """The error as "Lambda function handler in Python" shows it, which goes to the log too."""
    error_type, trace = described(error)
    lines = [line if line.endswith("\n") else line + "\n" for line in trace]
    head = "[ERROR] %s: %s\nTraceback (most recent call last):\n" % (error_type, error)
    sys.stdout.write(head + "".join(lines))
    return {"errorMessage": str(error), "errorType": error_type, "requestId": request_id, "stackTrace": trace}


def described(error):
    if isinstance(error, Fault):
        return error.error_type, error.trace
    # As tuples, which are formatted without the marks below a line that newer versions of Python add.
    frames = [(one.filename, one.lineno, one.name, one.line) for one in traceback.extract_tb(error.__traceback__)]
    # The trace begins where this runtime is left.
    while len(frames) > 1 and frames[0][0].startswith(OWN_FOLDER):
        frames.pop(0)
    return type(error).__name__, traceback.format_list(frames)
