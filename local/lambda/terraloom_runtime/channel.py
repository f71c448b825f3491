import _thread
import json
import os
import queue
import signal


class Channel:
    """The messages from and to the process that has started this one: lines of JSON, as Node.js exchanges them."""

    def __init__(self):
        # A function in Lambda has no parent to talk to.
        self._fd = int(os.environ.pop("NODE_CHANNEL_FD"))
        os.environ.pop("NODE_CHANNEL_SERIALIZATION_MODE", None)
        os.set_inheritable(self._fd, False)
        self._lock = _thread.allocate_lock()
        self._messages = queue.SimpleQueue()
        # Not a threading.Thread, among which a function would find it.
        _thread.start_new_thread(self._listen, ())

    def _listen(self):
        with open(self._fd, "rb", closefd=False) as lines:
            for line in lines:
                self._messages.put(json.loads(line))
        # The runtime is gone: so goes this process with all that it has started, for which it leads a group on POSIX.
        if hasattr(os, "killpg"):
            os.killpg(os.getpgrp(), signal.SIGKILL)
        os._exit(1)

    def receive(self):
        return self._messages.get()

    def send(self, message):
        data = json.dumps(message).encode() + b"\n"
        with self._lock:
            while data:
                data = data[os.write(self._fd, data) :]
