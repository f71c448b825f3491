import type { Architecture, PythonFunctionSource, PythonVersion } from "./build-request.ts";
import type { MarkerEnvironment } from "./python-marker.ts";

/** What packages are installed for. */
export type PythonTarget = Pick<PythonFunctionSource, "pythonVersion" | "architecture">;

/** The minor version of glibc 2 below each runtime: Amazon Linux 2 has 2.26, Amazon Linux 2023 has 2.34. */
const GLIBC_MINOR: Readonly<Record<PythonVersion, number>> = {
  "3.11": 26,
  "3.12": 34,
  "3.13": 34,
  "3.14": 34,
};
/** The oldest one for which all wheels are tagged that `manylinux2014` does not stand for. */
const OLDEST_GLIBC_MINOR = 17;

const MACHINES: Readonly<Record<Architecture, string>> = { arm64: "aarch64", x64: "x86_64" };

/** The version of glibc that the runtime has. */
export function glibcOf({ pythonVersion }: PythonTarget): string {
  return `2.${GLIBC_MINOR[pythonVersion]}`;
}

/**
 * What tells pip which wheels fit ("Platform compatibility tags" in the Python Packaging User Guide). pip takes a platform
 * literally, so that every glibc up to that of the runtime is named, the newest first.
 */
export function pipTarget({ pythonVersion, architecture }: PythonTarget): readonly string[] {
  const newest = GLIBC_MINOR[pythonVersion];
  const minors = Array.from({ length: newest - OLDEST_GLIBC_MINOR + 1 }, (_, index) => newest - index);
  const platforms = [...minors.map((minor) => `manylinux_2_${minor}`), "manylinux2014"];
  return [
    "--only-binary=:all:",
    ...platforms.map((platform) => `--platform=${platform}_${MACHINES[architecture]}`),
    `--python-version=${pythonVersion}`,
    "--implementation=cp",
    `--abi=cp${pythonVersion.replace(".", "")}`,
  ];
}

/** What environment markers mean on the target ("Dependency specifiers" in the Python Packaging User Guide). */
export function markerEnvironment({ pythonVersion, architecture }: PythonTarget): MarkerEnvironment {
  const patched = `${pythonVersion}.99`; // Lambda keeps to the latest patch, whichever that is
  return {
    implementation_name: "cpython",
    implementation_version: patched,
    os_name: "posix",
    platform_machine: MACHINES[architecture],
    platform_python_implementation: "CPython",
    platform_release: "",
    platform_system: "Linux",
    platform_version: "",
    python_full_version: patched,
    python_version: pythonVersion,
    sys_platform: "linux",
  };
}
