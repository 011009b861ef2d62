#!/bin/sh
# Takes gitleaks, which Debian has since its release 13, out of that release's package into DIRECTORY. What is there already is kept.
#
#   gitleaks.sh DIRECTORY          needs curl, xz and dpkg-deb
set -eu

directory=${1:?usage: gitleaks.sh DIRECTORY}

mkdir -p "$directory"
exec 9>"$directory/.lock"
flock 9
[ -x "$directory/gitleaks" ] && exit 0

work=$(mktemp -d "$directory/.unpack.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

"$(dirname "$0")/debian-package.sh" trixie gitleaks "$work"
mv "$work/usr/bin/gitleaks" "$directory/gitleaks"
