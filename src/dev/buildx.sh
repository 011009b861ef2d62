#!/bin/sh
# Takes a later docker client than Debian 12's, and its component buildx, out of the packages of Debian 13 into DIRECTORY. Both run on either release.
# What is there already is kept.
#
#   buildx.sh DIRECTORY          needs curl, xz and dpkg-deb
set -eu

directory=${1:?usage: buildx.sh DIRECTORY}
mirror=${AUTODEPLOY_DEBIAN_MIRROR:-http://deb.debian.org/debian}
release=trixie

mkdir -p "$directory"
exec 9>"$directory/.lock"
flock 9
[ -x "$directory/docker" ] && [ -x "$directory/docker-buildx" ] && exit 0

work=$(mktemp -d "$directory/.unpack.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

architecture=$(dpkg --print-architecture)
curl -fsS "$mirror/dists/$release/main/binary-$architecture/Packages.xz" | xz -dc >"$work/packages"

for package in docker-cli docker-buildx; do
    # "FILE SHA256" of the package
    entry=$(awk -v package="$package" '
        $1 == "Package:" { wanted = $2 == package }
        wanted && $1 == "Filename:" { file = $2 }
        wanted && $1 == "SHA256:" { sum = $2 }
        END { print file, sum }' "$work/packages")
    curl -fsS -o "$work/$package.deb" "$mirror/${entry% *}"
    echo "${entry#* }  $work/$package.deb" | sha256sum --check --quiet
    dpkg-deb -x "$work/$package.deb" "$work/$package"
done

mv "$work/docker-buildx/usr/libexec/docker/cli-plugins/docker-buildx" "$directory/docker-buildx"
mv "$work/docker-cli/usr/bin/docker" "$directory/docker"
