import glob
import importlib.machinery
import os
import sys

# What comes with Lambda's Python: a function that does not bring it gets that of this machine.
PROVIDED = {"boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six", "urllib3"}


def set_paths(task_root, layer_roots, site_packages, packages=None):
    """Where modules are found: in the function's folder, in what is installed for this machine, then in layers.

    Of two layers the last one counts, since Lambda unpacks it over the others.
    """
    version = "python%d.%d" % sys.version_info[:2]
    below = [os.path.join("python", "lib", version, "site-packages"), "python"]
    layers = [os.path.join(root, folder) for root in reversed(layer_roots) for folder in below]
    given = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    sys.path[:0] = [task_root, *([packages] if packages else []), *given, *layers]
    if packages:
        sys.meta_path.insert(0, ModulesOf(native_names(task_root, packages), [packages]))
    sys.meta_path.append(ModulesOf(PROVIDED, site_packages))


class ModulesOf:
    """Finds some modules, and no others, in folders of their own."""

    def __init__(self, names, folders):
        self._names = names
        self._folders = folders

    def find_spec(self, name, path=None, target=None):
        if path is not None or name not in self._names:
            return None
        return importlib.machinery.PathFinder.find_spec(name, self._folders, target)


def native_names(task_root, packages):
    """The modules that the function brings with machine code for Lambda, and `packages` has with that for this machine.

    No others: a module of the function may have the name of one that only this machine needs.
    """
    brought = {os.path.basename(path).lower() for path in infos_in(task_root)}
    names = set()
    for info in infos_in(packages):
        if os.path.basename(info).lower() not in brought:
            continue
        with open(os.path.join(info, "RECORD"), encoding="utf-8") as record:
            paths = [line.split(",", 1)[0] for line in record]
        native = [path for path in paths if path.endswith((".so", ".pyd"))]
        names.update(path.split("/", 1)[0].split(".", 1)[0] for path in native)
    return names


def infos_in(folder):
    return glob.glob(os.path.join(glob.escape(folder), "*.dist-info"))
