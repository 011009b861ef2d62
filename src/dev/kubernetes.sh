#!/bin/sh
# Builds kube-apiserver and kube-controller-manager from Debian's own source package into a directory, once: kubernetes.sh DIRECTORY
# Takes about five minutes on two cores. Needs root for the compiler's package.
set -eu

directory=${1:?usage: kubernetes.sh DIRECTORY}
mkdir -p "$directory"
exec 9>"$directory/.lock"
flock 9
[ -x "$directory/kube-apiserver" ] && [ -x "$directory/kube-controller-manager" ] && exit 0

if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "== The Kubernetes API server is built from Debian's source package by root: run this as root on Debian," >&2
    echo "== or put kube-apiserver and kube-controller-manager 1.20 or later into $directory. Its tests go without." >&2
    exit 0
fi

echo "== Building the Kubernetes API server, which happens once and takes some minutes"
work=$(mktemp -d)
log=$directory/build.log

finish() {
    status=$?
    [ "$status" = 0 ] || tail -n 40 "$log" >&2
    chmod -R u+w "$work"
    rm -rf "$work"
    exit "$status"
}
trap finish EXIT

# An apt state of its own, because the machine's need not know of source packages.
sources() {
    mkdir -p "$work/sources" "$work/lists" "$work/archives"
    for list in /etc/apt/sources.list.d/*.sources; do
        [ -f "$list" ] && sed 's/^Types: .*/Types: deb-src/' "$list" >"$work/sources/$(basename "$list")"
    done
    if [ -f /etc/apt/sources.list ]; then
        sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >"$work/sources/main.list"
    fi
}

apt_source() {
    apt-get -q -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$work/sources" \
        -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/archives" -o APT::Sandbox::User=root "$@"
}

build() {
    sources
    apt-get -q update
    DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends golang-1.19-go dpkg-dev
    apt_source update
    (cd "$work" && apt_source source --download-only kubernetes)
    tree=$work/go/src/k8s.io/kubernetes
    mkdir -p "$(dirname "$tree")"
    dpkg-source --no-check -x "$work"/*.dsc "$tree"
    cd "$tree"
    export GOPATH="$work/go" GOCACHE="$work/gocache" GO111MODULE=off CGO_ENABLED=0 GOFLAGS='' PATH="/usr/lib/go-1.19/bin:$PATH"
    go build -o "$work/openapi-gen" ./vendor/k8s.io/kube-openapi/cmd/openapi-gen
    # The packages whose types the API server describes; upstream's Makefile finds them the same way.
    packages=$(grep --color=never -rl '+k8s:openapi-gen=' --include='*.go' pkg staging/src cmd vendor/k8s.io 2>/dev/null |
        xargs -n1 dirname | sort -u |
        sed -e 's#^staging/src/#k8s.io/kubernetes/vendor/#' -e 's#^\(vendor\|pkg\|cmd\)/#k8s.io/kubernetes/\1/#' |
        grep -v 'code-generator\|sample-\|/hack\|testdata\|kube-openapi/test\|kube-openapi/cmd\|kube-openapi/pkg/generators' |
        sort -u | paste -sd, -)
    "$work/openapi-gen" --go-header-file hack/boilerplate/boilerplate.generatego.txt -i "$packages" \
        -p k8s.io/kubernetes/pkg/generated/openapi -O zz_generated.openapi -r "$work/report.txt" --output-base "$work/go/src"
    go build -o "$work/kube-apiserver" ./cmd/kube-apiserver
    go build -o "$work/kube-controller-manager" ./cmd/kube-controller-manager
    mv "$work/kube-apiserver" "$work/kube-controller-manager" "$directory/"
}

build >"$log" 2>&1
