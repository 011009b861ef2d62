#!/bin/sh
# Makes images that stand in for the official ones where no registry of them can be reached, from Debian's packages alone, and keeps them as
# files: IMAGES/NAME.tar, to be taken into any Docker Engine by `docker load`. What was made already in the same way is not made again.
#
#   base-images.sh IMAGES NAME...   DOCKER_HOST names the engine that builds them; needs root and debootstrap
#
# debian  debian:12-slim        Debian without more
# nginx   nginx:stable-alpine   nginx, curl and wget
# python  python:3.12-slim      python3 and pip
# node    node:22-alpine        node and npm
# maven   maven:3.9-eclipse-temurin-17   Maven and a JDK
# java    eclipse-temurin:17-jre         a JRE
set -eu

images=${1:?usage: base-images.sh IMAGES NAME...}
shift
docker=${AUTODEPLOY_DOCKER:-/usr/bin/docker}
mkdir -p "$images"

# Two builds at the same time wait for each other and do the work once.
exec 9>"$images/.lock"
flock 9

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

debian() {
    [ -f "$images/debian.tar" ] && return
    debootstrap --variant=minbase bookworm "$work/root" "${AUTODEPLOY_DEBIAN_MIRROR:-http://deb.debian.org/debian}" >"$images/debootstrap.log" 2>&1
    # Images that download trust whom this machine trusts.
    mkdir -p "$work/root/etc/ssl/certs"
    cp /etc/ssl/certs/ca-certificates.crt "$work/root/etc/ssl/certs/"
    tar -C "$work/root" -cf "$work/root.tar" .
    "$docker" import "$work/root.tar" debian:12-slim >/dev/null
    "$docker" save -o "$work/debian.tar" debian:12-slim
    mv "$work/debian.tar" "$images/"
}

# image NAME TAG PACKAGES LAST-LINES
image() {
    mkdir -p "$work/$1"
    cat >"$work/$1/Dockerfile" <<DOCKERFILE
FROM debian:12-slim
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends $3 && rm -rf /var/lib/apt/lists/*
$4
DOCKERFILE
    [ -f "$images/$1.tar" ] && cmp -s "$work/$1/Dockerfile" "$images/$1.Dockerfile" && return
    debian
    "$docker" image inspect debian:12-slim >/dev/null 2>&1 || "$docker" load -q -i "$images/debian.tar" >/dev/null
    DOCKER_BUILDKIT=0 "$docker" build --quiet --network host --tag "$2" "$work/$1" >"$images/$1.log" 2>&1 ||
        { cat "$images/$1.log" >&2; exit 1; }
    "$docker" save -o "$work/$1.tar" "$2"
    mv "$work/$1.tar" "$images/"
    mv "$work/$1/Dockerfile" "$images/$1.Dockerfile"
}

for name in "$@"; do
    case $name in
    debian) debian ;;
    nginx) image nginx nginx:stable-alpine "nginx curl wget" 'CMD ["nginx", "-g", "daemon off;"]' ;;
    python)
        image python python:3.12-slim "python3 python3-pip" 'RUN ln -s python3 /usr/bin/python
CMD ["python3"]'
        ;;
    node) image node node:22-alpine "nodejs npm" 'CMD ["node"]' ;;
    maven)
        # Java has a list of its own of whom it trusts.
        mkdir -p "$work/maven"
        : >"$work/maven/cacerts"
        cp /etc/ssl/certs/java/cacerts "$work/maven/" 2>/dev/null || true
        image maven maven:3.9-eclipse-temurin-17 "maven openjdk-17-jdk-headless" 'COPY cacerts /tmp/cacerts
RUN [ ! -s /tmp/cacerts ] || mv /tmp/cacerts /etc/ssl/certs/java/cacerts
CMD ["mvn"]'
        ;;
    java) image java eclipse-temurin:17-jre openjdk-17-jre-headless 'CMD ["java"]' ;;
    *)
        echo "base-images.sh: there is no image '$name'" >&2
        exit 2
        ;;
    esac
done
