#!/bin/sh
# Takes a later docker client than Debian 12's, and its component buildx, out of the packages of Debian 13 into DIRECTORY. Both run on either release.
# What is there already is kept.
#
#   buildx.sh DIRECTORY          needs curl, xz and dpkg-deb
set -eu

directory=${1:?usage: buildx.sh DIRECTORY}
release=trixie

mkdir -p "$directory"
exec 9>"$directory/.lock"
flock 9
[ -x "$directory/docker" ] && [ -x "$directory/docker-buildx" ] && exit 0

work=$(mktemp -d "$directory/.unpack.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

for package in docker-cli docker-buildx; do
    "$(dirname "$0")/debian-package.sh" "$release" "$package" "$work/$package"
done

mv "$work/docker-buildx/usr/libexec/docker/cli-plugins/docker-buildx" "$directory/docker-buildx"
mv "$work/docker-cli/usr/bin/docker" "$directory/docker"
