"""The process of an execution environment for Python: loads the handler, then runs one invocation after the other.

It does what Lambda's own runtime does ("Building Lambda functions with Python"), and exchanges the messages of
environment-message.ts. It is started with -I and -S, so that the function finds nothing of this machine's Python but the
standard library. Works from Python 3.9 on.
"""

import _thread
import json
import logging
import os
import site
import sys
import time

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode, is_writing = True, sys.dont_write_bytecode  # not into an installed package
sys.path.insert(0, FOLDER)

from terraloom_runtime.channel import Channel  # noqa: E402
from terraloom_runtime.context import Context  # noqa: E402
from terraloom_runtime.fault import failure_of  # noqa: E402
from terraloom_runtime.load_handler import load_handler  # noqa: E402
from terraloom_runtime.marshal_response import marshal_response  # noqa: E402
from terraloom_runtime.request_log import RequestLog, set_level  # noqa: E402
from terraloom_runtime.set_paths import set_paths  # noqa: E402

sys.path.remove(FOLDER)
sys.dont_write_bytecode = is_writing


def main():
    channel = Channel()
    start = channel.receive()
    reports_memory = "memoryReportMs" in start and sys.platform != "win32"
    if reports_memory:
        _thread.start_new_thread(keep_reporting, (channel, start["memoryReportMs"] / 1000))
    # Of what -S leaves out, programs expect exit(), quit() and help().
    site.setquit()
    site.sethelper()
    log = RequestLog()
    logging.getLogger().addHandler(log)
    set_level()
    try:
        paths = start["python"]
        set_paths(start["taskRoot"], paths["layerRoots"], paths["sitePackages"], paths.get("packages"))
        handler = load_handler(start["handler"])
    except Exception as error:
        channel.send({"kind": "failure", "failure": failure_of(error), "isFatal": True})
        sys.exit(1)
    end_logs("init")
    channel.send({"kind": "ready"})
    while True:
        message = channel.receive()
        log.request_id = message["requestId"]
        answer = run(handler, message)
        end_logs(message["requestId"])
        if reports_memory:
            report_memory(channel)
        channel.send(answer)


def run(handler, message):
    os.environ["_X_AMZN_TRACE_ID"] = message["traceId"]
    try:
        response = handler(json.loads(message["eventJson"]), Context(message))
        return {"kind": "response", "json": marshal_response(response)}
    except Exception as error:
        failure = failure_of(error, message["requestId"])
        return {"kind": "failure", "failure": failure, "isFatal": False}


def end_logs(of):
    for fd in (1, 2):
        try:
            os.write(fd, b"\0" + of.encode() + b"\n")
        except OSError:
            pass  # the function has closed it, which ends what is read there


def keep_reporting(channel, seconds):
    while True:
        report_memory(channel)
        time.sleep(seconds)


def report_memory(channel):
    import resource  # not there on Windows

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    channel.send({"kind": "memory", "rssBytes": peak * (1 if sys.platform == "darwin" else 1024)})


main()
