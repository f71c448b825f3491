import logging
import sys
import time


class RequestLog(logging.Handler):
    """Writes log records as Lambda does, with the id of the request."""

    def __init__(self):
        super().__init__()
        self.request_id = ""
        logging.Formatter.converter = time.gmtime
        layout = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n"
        self.setFormatter(logging.Formatter(layout, "%Y-%m-%dT%H:%M:%S"))

    def emit(self, record):
        record.aws_request_id = self.request_id
        sys.stdout.write(self.format(record))
