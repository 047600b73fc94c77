#!/bin/bash
# supply-chain.sh [FOLDER]: what the program is made of. Asks the package feed for known weaknesses, and writes the bill of materials
# (CycloneDX, JSON) to FOLDER/sbom.json; FOLDER is artifacts/ without a word. Tests are left out: nobody is given them.
# Ends with 0 when the bill is written and no weakness is known, 1 when one is, 2 when something could not be done.
# A feed without advisories cannot vouch for anything, and says nothing of it: so it is first asked about a package that is known to be weak.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en # what is read below is read in English
folder=${1:-artifacts}
mkdir -p "$folder" || exit 2

echo "== weaknesses"
audit=$folder/audit.log
# Into a folder of its own: the checkout's build is not disturbed, and nothing that was restored before is taken for granted.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
git ls-files -z | grep -zE '(\.csproj|\.sln|\.props|\.targets|packages\.lock\.json|global\.json)$' | xargs -0 cp --parents -t "$scratch"
if ! (cd "$scratch" && dotnet restore ReactionPlans.sln --locked-mode -p:NuGetAudit=true -p:NuGetAuditMode=all -p:NuGetAuditLevel=low -p:TreatWarningsAsErrors=false) >"$audit" 2>&1; then
  tail -n 20 "$audit"
  echo "The packages could not be restored; see $audit."
  exit 2
fi
# A feed that does not know of GHSA-5crp-9r3c-p9vr knows of nothing.
mkdir "$scratch/weak"
cat >"$scratch/weak/weak.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally><RestorePackagesWithLockFile>false</RestorePackagesWithLockFile></PropertyGroup>
  <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.1" /></ItemGroup>
</Project>
PROJECT
(cd "$scratch/weak" && dotnet restore -p:NuGetAudit=true -p:NuGetAuditMode=all -p:NuGetAuditLevel=low -p:TreatWarningsAsErrors=false) >"$folder/audit-canary.log" 2>&1
found=$(grep -oE 'NU190[1-4]: .*' "$audit" | sed 's/ \[.*//' | sort -u)
code=0
if [ -n "$found" ]; then
  echo "$found"
  code=1
elif ! grep -qE 'NU190[1-4]' "$folder/audit-canary.log"; then
  echo "The package feed carries no advisories: it does not know of a weakness published in 2022. Nothing is known of our packages, neither good nor bad."
  code=2
else
  echo "No known weakness in any package."
fi

echo "== bill of materials"
if ! dotnet tool restore >"$folder/tools.log" 2>&1; then
  tail -n 5 "$folder/tools.log"
  echo "The tool that writes the bill could not be had."
  exit 2
fi
if ! dotnet dotnet-CycloneDX ReactionPlans.sln --exclude-test-projects --exclude-dev --output "$folder" --filename sbom.json --output-format Json >"$folder/sbom.log" 2>&1; then
  tail -n 5 "$folder/sbom.log"
  exit 2
fi
echo "$folder/sbom.json: $(grep -c '"bom-ref"' "$folder/sbom.json") parts"
exit "$code"
