#!/bin/bash
# test.sh [ARGUMENTS FOR THE TEST RUNNER]: installs what is missing, builds, checks the format, runs every test.
# Everything is kept in artifacts/test.log. The last line is always "N passed, N failed, N skipped";
# it ends with 0 only if something ran and nothing failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en # the summary is read below
mkdir -p artifacts
log=artifacts/test.log
: >"$log"

finish() { # EXIT-CODE PASSED FAILED SKIPPED
  echo "$2 passed, $3 failed, $4 skipped" | tee -a "$log"
  exit "$1"
}

step() { # WHAT COMMAND...: a step that must succeed before the tests mean anything
  local what=$1 from=$SECONDS
  shift
  echo "== $what" | tee -a "$log"
  "$@" 2>&1 | tee -a "$log"
  local code=${PIPESTATUS[0]}
  echo "   $what: $((SECONDS - from)) s" | tee -a "$log"
  return "$code"
}

step prerequisites deploy/prerequisites.sh test || finish 1 0 1 0
step build dotnet build ReactionPlans.sln -c Release -v minimal || finish 1 0 1 0

# A wrong format is a failure, but no reason not to know how the tests stand. It is looked at beside them: the browser's tests leave the machine waiting more than working.
format_log=artifacts/format.log
dotnet format ReactionPlans.sln --no-restore --verify-no-changes >"$format_log" 2>&1 &
format=$!
trap 'kill "$format" 2>/dev/null' EXIT

# All at once, however many processors: the browser's project takes longest and must not wait for another to end.
step tests dotnet test --solution ReactionPlans.sln -c Release --no-build --max-parallel-test-modules 4 "$@"
tests_code=$?

format_failures=0
wait "$format" || format_failures=1
echo "== format" | tee -a "$log"
tee -a "$log" <"$format_log"

# What failed, once more at the end: whoever is shown only the last lines of a long log must still see which test it was, and why.
if grep -q '^failed ' "$log"; then
  echo "== failed tests"
  awk '/^failed / { left = 40 } /^[^ ]/ && !/^failed / { left = 0 } left-- > 0' "$log"
fi

# The runner's own closing summary: "  total: 9", "  failed: 0", "  succeeded: 9", "  skipped: 0".
count() { sed -n "s/^ *$1: *\([0-9][0-9]*\).*/\1/p" "$log" | tail -n 1; }
passed=$(count succeeded)
failed=$(count failed)
skipped=$(count skipped)
passed=${passed:-0} failed=${failed:-0} skipped=${skipped:-0}

# A project without a test (as when a filter names tests of another one) makes the runner end with 8; the total decides.
if [ "$tests_code" -ne 0 ] && [ "$tests_code" -ne 8 ] && [ "$failed" -eq 0 ]; then
  echo "The test run itself failed ($tests_code): a test process that dies counts nothing. See $log." | tee -a "$log"
  failed=1
fi
if [ "$format_failures" -ne 0 ]; then
  echo "The format differs from .editorconfig; 'dotnet format' puts it right." | tee -a "$log"
  failed=$((failed + format_failures))
fi
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ] && finish 0 "$passed" "$failed" "$skipped"
finish 1 "$passed" "$failed" "$skipped"
