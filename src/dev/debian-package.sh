#!/bin/sh
# Unpacks a package of a release of Debian, which need not be the machine's own, into DIRECTORY. The machine's packages and their lists stay as they are.
#
#   debian-package.sh RELEASE PACKAGE DIRECTORY          needs curl, xz and dpkg-deb
set -eu

release=${1:?usage: debian-package.sh RELEASE PACKAGE DIRECTORY}
package=${2:?usage: debian-package.sh RELEASE PACKAGE DIRECTORY}
directory=${3:?usage: debian-package.sh RELEASE PACKAGE DIRECTORY}
mirror=${AUTODEPLOY_DEBIAN_MIRROR:-http://deb.debian.org/debian}

mkdir -p "$directory"
architecture=$(dpkg --print-architecture)

# "FILE SHA256" of the package
entry=$(curl -fsS "$mirror/dists/$release/main/binary-$architecture/Packages.xz" | xz -dc | awk -v package="$package" '
    $1 == "Package:" { wanted = $2 == package }
    wanted && $1 == "Filename:" { file = $2 }
    wanted && $1 == "SHA256:" { sum = $2 }
    END { print file, sum }')
if [ "$entry" = " " ]; then
    echo "Debian $release has no $package for $architecture" >&2
    exit 1
fi
curl -fsS -o "$directory/$package.deb" "$mirror/${entry% *}"
echo "${entry#* }  $directory/$package.deb" | sha256sum --check --quiet
dpkg-deb -x "$directory/$package.deb" "$directory"
