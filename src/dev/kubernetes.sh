#!/bin/sh
# Builds kube-apiserver and kube-controller-manager from Debian's own source package into a directory, once: kubernetes.sh DIRECTORY
# Takes about five minutes on two cores. Needs Debian's golang-1.19-go, golang-github-modern-go-reflect2-dev and dpkg-dev.
set -eu

directory=${1:?usage: kubernetes.sh DIRECTORY}
mkdir -p "$directory"
exec 9>"$directory/.lock"
flock 9
[ -x "$directory/kube-apiserver" ] && [ -x "$directory/kube-controller-manager" ] && exit 0

reflect2=/usr/share/gocode/src/github.com/modern-go/reflect2
if ! command -v apt-get >/dev/null || ! command -v dpkg-source >/dev/null || [ ! -x /usr/lib/go-1.19/bin/go ] || [ ! -d "$reflect2" ]; then
    echo "== The Kubernetes API server is built on Debian, with golang-1.19-go, golang-github-modern-go-reflect2-dev and dpkg-dev." >&2
    echo "== Elsewhere, put kube-apiserver and kube-controller-manager 1.20 or later into $directory." >&2
    exit 1
fi

echo "== Building the Kubernetes API server, which happens once and takes some minutes"
work=$(mktemp -d)
log=$directory/build.log

finish() {
    status=$?
    trap - INT TERM
    [ "$status" = 0 ] || tail -n 40 "$log" >&2
    chmod -R u+w "$work"
    rm -rf "$work"
    exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# An apt state of its own, because the machine's need not know of source packages.
sources() {
    mkdir -p "$work/sources" "$work/lists" "$work/archives"
    for list in /etc/apt/sources.list.d/*.sources; do
        [ ! -f "$list" ] || sed 's/^Types: .*/Types: deb-src/' "$list" >"$work/sources/$(basename "$list")"
    done
    for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [ ! -f "$list" ] || sed -n 's/^deb /deb-src /p' "$list" >"$work/sources/$(basename "$list" .list).list"
    done
}

apt_source() {
    apt-get -q -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$work/sources" \
        -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/archives" -o APT::Sandbox::User=root "$@"
}

build() {
    sources
    apt_source update
    (cd "$work" && apt_source source --download-only kubernetes)
    tree=$work/go/src/k8s.io/kubernetes
    mkdir -p "$(dirname "$tree")"
    dpkg-source --no-check -x "$work"/*.dsc "$tree"
    cd "$tree"
    # The one that this Kubernetes brings is for Go before 1.18, and crashes the server at the first custom resource.
    rm -r vendor/github.com/modern-go/reflect2
    cp -r "$reflect2" vendor/github.com/modern-go/
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
    go build -ldflags='-s -w' -o "$work/" ./cmd/kube-apiserver ./cmd/kube-controller-manager
    mv "$work/kube-apiserver" "$work/kube-controller-manager" "$directory/"
}

build >"$log" 2>&1
