import decimal
import json
import os

from terraloom_runtime.fault import Fault

# Until Python 3.11 Lambda escapes what is not ASCII, which counts for the limit of a response.
ESCAPING = {"AWS_Lambda_python3.%d" % minor for minor in range(8, 12)}


def marshal_response(response):
    """The response as JSON. Lambda uses simplejson, whose ways are not all those of the standard library."""
    try:
        if isinstance(response, bytes):
            return json.dumps(json.loads(response))
        is_ascii = os.environ.get("AWS_EXECUTION_ENV") in ESCAPING
        # Lambda lets NaN pass, which is no JSON, so that its callers fail.
        return json.dumps(plain(response), default=plain_object, ensure_ascii=is_ascii, allow_nan=False)
    except RecursionError:
        raise Fault("Runtime.MarshalError", "Unable to marshal response: Circular reference detected")
    except Exception as error:
        raise Fault("Runtime.MarshalError", "Unable to marshal response: %s" % error)


def plain(value):
    """Named tuples as objects."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def plain_object(value):
    if isinstance(value, decimal.Decimal):
        is_whole = value.is_finite() and value == value.to_integral_value()
        return int(value) if is_whole else float(value)
    if isinstance(value, bytes):
        return value.decode()
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)
