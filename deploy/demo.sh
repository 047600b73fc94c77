#!/bin/bash
# demo.sh [--once] [--summary FILE] [--data FOLDER]: the whole flow on a demo town, on a machine with nothing but the .NET SDK.
# It installs what is missing, builds, and runs `reactionplans demo` with the same arguments; files are named from where you stand.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$root/deploy/prerequisites.sh" demo
exec dotnet run -c Release --project "$root/src/ReactionPlans.Host" -- demo "$@"
