import importlib
import sys

from terraloom_runtime.fault import Fault
from terraloom_runtime.set_paths import PROVIDED


def load_handler(handler):
    """The function that `pkg/app.handler` names. Raises faults by the names and in the words of Lambda."""
    module_name, dot, name = handler.rpartition(".")
    if not dot:
        reason = "not enough values to unpack (expected 2, got 1)"
        raise Fault("Runtime.MalformedHandlerName", "Bad handler '%s': %s" % (handler, reason))
    if module_name.split(".")[0] in sys.builtin_module_names:
        text = "Cannot use built-in module %s as a handler module" % module_name
        raise Fault("Runtime.BuiltInModuleConflict", text)
    module = load_module(module_name)
    if not hasattr(module, name):
        text = "Handler '%s' missing on module '%s'" % (name, module_name)
        raise Fault("Runtime.HandlerNotFound", text)
    return getattr(module, name)


def load_module(name):
    try:
        return importlib.import_module(name.replace("/", "."))
    except ImportError as error:
        text = "Unable to import module '%s': %s%s" % (name, error, hint_of(error))
        raise Fault("Runtime.ImportModuleError", text)
    except SyntaxError as error:
        text = "Syntax error in module '%s': %s" % (name, error)
        trace = ['  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text)]
        raise Fault("Runtime.UserCodeSyntaxError", text, trace)


def hint_of(error):
    """In Lambda this would not have failed."""
    if error.name not in PROVIDED:
        return ""
    return " (Lambda brings it; here it has to be in requirements.txt, or installed for this Python)"
