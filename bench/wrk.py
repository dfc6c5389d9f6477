"""One run of wrk (https://github.com/wg/wrk) and its figures."""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from servers import HEADERS

UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}
# Asks for one address after another, beginning anywhere.
CYCLE = """
local paths = {{ {paths} }}
local at = math.random(#paths)
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
"""


@dataclass(frozen=True)
class Figures:
    per_second: float
    p50: float  # milliseconds
    p99: float
    errors: int


def run(port, addresses, *, seconds=5, connections=16, **headers):
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "cycle.lua"
        script.write_text(CYCLE.format(paths=", ".join(f'"{address}"' for address in addresses)))
        given = [part for name, value in (HEADERS | headers).items() for part in ("-H", f"{name}: {value}")]
        command = [
            *("wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(script)),
            *(*given, f"http://127.0.0.1:{port}/"),
        ]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return read(output)


def read(output):
    def latency(percent):
        number, unit = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s|m)", output, re.M).groups()
        return float(number) * UNITS[unit]

    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", output)
    broken = [int(number) for number in re.findall(r"(?:connect|read|write|timeout) (\d+)", output)]
    return Figures(rate, latency(50), latency(99), sum(broken) + int(refused[1] if refused else 0))
