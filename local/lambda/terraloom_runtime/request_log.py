import json
import logging
import os
import sys
import time
import traceback

LAYOUT = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n"
TIME = "%Y-%m-%dT%H:%M:%S"

# What every record has, and stands in the JSON under other names or not at all.
KNOWN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "aws_request_id"}


class RequestLog(logging.Handler):
    """Writes log records as Lambda does, with the id of the request: as text, or as JSON where AWS_LAMBDA_LOG_FORMAT says so."""

    def __init__(self):
        super().__init__()
        self.request_id = ""
        logging.Formatter.converter = time.gmtime
        is_json = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"
        self.setFormatter(JsonFormatter(None, TIME) if is_json else logging.Formatter(LAYOUT, TIME))

    def emit(self, record):
        record.aws_request_id = self.request_id
        text = self.format(record)
        if sys.stdout.closed:
            os.write(1, text.encode())
        else:
            sys.stdout.write(text)


class JsonFormatter(logging.Formatter):
    """As the client of Lambda's runtime API writes records ("Using Lambda advanced logging controls with Python")."""

    def format(self, record):
        error_class, error, tracing = record.exc_info or (None, None, None)
        known = {
            "timestamp": "%s.%03dZ" % (self.formatTime(record, self.datefmt), record.msecs),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "stackTrace": traceback.format_tb(tracing) if error_class else None,
            "errorType": error_class.__name__ if error_class else None,
            "errorMessage": str(error) if error_class else None,
            "requestId": record.aws_request_id or None,
            "location": "%s:%s:%d" % (record.pathname, record.funcName, record.lineno) if error_class else None,
        }
        own = {name: value for name, value in vars(record).items() if name not in KNOWN and name not in known}
        fields = {name: value for name, value in {**known, **own}.items() if value is not None}
        return json.dumps(fields, ensure_ascii=False, default=str) + "\n"


def set_level():
    """Of the root logger, where AWS_LAMBDA_LOG_LEVEL says one; Python knows no TRACE."""
    level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper().replace("TRACE", "DEBUG")
    if isinstance(logging.getLevelName(level), int):
        logging.getLogger().setLevel(level)
