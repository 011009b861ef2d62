#!/bin/sh
# Shows the product on the sample project of src/demo, as any user would run it: by its command line.
#
#   demo.sh CACHE [--once]     --once ends after the story instead of serving the page
#
# KUBECONFIG                 deploys to that cluster instead of a Docker host
# AUTODEPLOY_DEMO_NAMESPACE  of the cluster (default)
# AUTODEPLOY_DEMO_REGISTRY   HOST[:PORT][/PATH] to push to, for a cluster that cannot reach one on this machine's loopback
set -eu

cache=${1:?usage: demo.sh CACHE [--once]}
mode=${2:-serve}
case $mode in
    serve | --once) ;;
    *)
        echo "./dev demo: '$mode' is not valid: expected --once or nothing" >&2
        exit 2
        ;;
esac

here=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
store=$work/store
shop=$work/shop
jar=$here/target/autodeploy-cli.jar
workload=coffee-shop
started=""
bridge=""

say() {
    printf '\n== %s\n' "$*"
}

tell() {
    printf '   %s\n' "$*"
}

fail() {
    echo "./dev demo: $*" >&2
    exit 1
}

# Ends what was started here, the last first, and nothing else.
clean_up() {
    trap - EXIT INT TERM
    if [ -n "${proxy_is_ours:-}" ]; then
        docker ps -aq --filter "label=autodeploy.workload=$workload" | xargs -r docker rm -f >/dev/null 2>&1 || true
        [ "$proxy_is_ours" = no ] || docker rm -f autodeploy-proxy >/dev/null 2>&1 || true
    fi
    for process in $started; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    [ -z "$bridge" ] || ip link delete "$bridge" 2>/dev/null || true
    # A Docker Engine leaves a network namespace mounted.
    grep " $work/" /proc/mounts 2>/dev/null | cut -d' ' -f2 | sort -r | xargs -r umount -l 2>/dev/null || true
    rm -rf "$work" 2>/dev/null || true
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

started() {
    started="$1 $started"
}

# await SECONDS COMMAND...: until it succeeds
await() {
    tries=$(($1 * 5))
    shift
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || return 1
        sleep 0.2
    done
}

# free_port PREFERRED: that one, or any other that nobody listens on
free_port() {
    perl -MIO::Socket::INET -e 'for my $port (shift, 0) {
        my $socket = IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1", LocalPort => $port, ReuseAddr => 1) or next;
        print $socket->sockport; exit }' "$1"
}

build() {
    if [ -f "$jar" ] && [ -z "$(find "$here/pom.xml" "$here/src/main" -newer "$jar" | head -n 1)" ]; then
        return
    fi
    say "Building AutoDeploy"
    (cd "$here" && mvn -q -B -ntp -DskipTests package)
}

start_engine() {
    if docker version >/dev/null 2>&1; then
        DOCKER_HOST=${DOCKER_HOST:-unix:///var/run/docker.sock}
        say "Using the Docker Engine at $DOCKER_HOST"
    else
        { [ "$(id -u)" = 0 ] && command -v dockerd >/dev/null; } ||
            fail "no Docker Engine answers, and one can only be started as root with dockerd installed"
        # Debian's client, which brings BuildKit, may hide behind another one.
        mkdir "$work/bin"
        [ ! -x /usr/bin/docker ] || ln -s /usr/bin/docker "$work/bin/docker"
        PATH=$work/bin:$PATH
        bridge=autodeploy-demo
        ip link delete "$bridge" 2>/dev/null || true
        ip link add name "$bridge" type bridge
        ip address add 10.214.0.1/24 dev "$bridge"
        ip link set "$bridge" up
        DOCKER_HOST=unix://$work/docker.sock
        dockerd --data-root "$work/docker" --exec-root "$work/exec" --pidfile "$work/docker.pid" --bridge "$bridge" \
            -H "$DOCKER_HOST" >"$work/docker.log" 2>&1 &
        started $!
        export DOCKER_HOST
        await 60 docker version || { tail -n 20 "$work/docker.log" >&2; fail "the Docker Engine does not start"; }
        say "Started a Docker Engine at $DOCKER_HOST"
    fi
    export DOCKER_HOST
}

# The official images where their registry answers, else stand-ins from Debian's packages.
get_base_images() {
    for image in nginx:stable-alpine python:3.12-slim; do
        docker image inspect "$image" >/dev/null 2>&1 && continue
        timeout 60 docker pull -q "$image" >/dev/null 2>&1 && continue
        file=$cache/images/${image%%:*}.tar
        [ -f "$file" ] || tell "Making a stand-in for $image, which cannot be pulled (once, about a minute)"
        AUTODEPLOY_DOCKER=docker "$here/src/dev/base-images.sh" "$cache/images" "${image%%:*}"
        docker load -q -i "$file" >/dev/null
    done
}

start_registry() {
    if [ -n "${AUTODEPLOY_DEMO_REGISTRY:-}" ]; then
        registry=$AUTODEPLOY_DEMO_REGISTRY
        return
    fi
    command -v docker-registry >/dev/null || fail "docker-registry is not installed; set AUTODEPLOY_DEMO_REGISTRY to another one"
    registry=127.0.0.1:$(free_port 5000)
    cat >"$work/registry.yml" <<YAML
version: 0.1
log: {level: error}
storage: {filesystem: {rootdirectory: $work/registry}}
http: {addr: "$registry"}
YAML
    docker-registry serve "$work/registry.yml" >"$work/registry.log" 2>&1 &
    started $!
    await 20 curl -fs "http://$registry/v2/" || fail "the registry does not start, see $work/registry.log"
    say "Started a registry at $registry"
}

autodeploy() {
    java -jar "$jar" "$@"
}

# expect CODE COMMAND...: the exit codes are part of the story
expect() {
    wanted=$1
    shift
    code=0
    "$@" || code=$?
    [ "$code" = "$wanted" ] || fail "this should have ended with exit code $wanted, not $code"
}

# commit MESSAGE: the history of the sample project, where there is git
commit() {
    command -v git >/dev/null || return 0
    [ -d "$shop/.git" ] || git -C "$shop" init -q
    git -C "$shop" add -A
    git -C "$shop" -c user.name=Demo -c user.email=demo@example.com commit -q -m "$1"
}

# at_target COMMAND ARGUMENTS...
at_target() {
    if [ -n "${KUBECONFIG:-}" ]; then
        autodeploy "$@" --kubeconfig "$KUBECONFIG" --namespace "${AUTODEPLOY_DEMO_NAMESPACE:-default}"
    else
        autodeploy "$@" --docker "$DOCKER_HOST" --listen 127.0.0.1
    fi
}

# deploy TAG
deploy() {
    at_target run "$shop" --home "$store" --job "$workload" --environment demo --workload "$workload" \
        --repository "$registry/$workload" --tag "$1" --health-check /health --timeout-minutes 1 \
        ${public_port:+--public-port "$public_port"}
}

# A cluster whose nodes only pretend to run pods cannot find out that a version is broken.
deploy_broken() {
    code=0
    deploy 2 || code=$?
    if [ "$code" = 0 ] && [ -n "${KUBECONFIG:-}" ]; then
        tell "This cluster found nothing wrong with version 2: it does not ask the pods' health checks."
    else
        [ "$code" = 5 ] || fail "this should have ended with exit code 5, not $code"
    fi
}

roll_back() {
    at_target rollback "$shop" --home "$store" --job "$workload" --environment demo --workload "$workload" \
        --health-check /health --reason "$1"
}

# What users of the shop see; they ask all the time from the first version on.
show_shop() {
    [ -n "$public_port" ] || return 0
    tell "http://127.0.0.1:$public_port/prices says: $(curl -s "http://127.0.0.1:$public_port/prices")"
}

ask_all_the_time() {
    [ -n "$public_port" ] || return 0
    while :; do
        curl -s -o /dev/null -w '%{http_code}\n' --max-time 10 "http://127.0.0.1:$public_port/" || true
    done >"$work/answers" &
    users=$!
    started "$users"
}

count_answers() {
    [ -n "$public_port" ] || return 0
    kill "$users"
    wait "$users" 2>/dev/null || true
    all=$(grep -c . "$work/answers")
    lost=$(grep -vc '^200$' "$work/answers" || true)
    tell "Meanwhile users asked $all times; $lost times they got no good answer."
    [ "$lost" = 0 ] || fail "requests were lost"
}

tell_the_story() {
    cp -R "$here/src/demo/shop" "$shop"
    commit "Open the shop"
    say "Version 1: the shop opens"
    expect 0 deploy 1
    show_shop
    ask_all_the_time

    cp "$here/src/demo/version-2/prices.json" "$shop/"
    commit "Offer iced coffee"
    say "Version 2: somebody forgot a price, so that its health check fails; this takes the minute that it has to become healthy"
    deploy_broken
    show_shop

    cp "$here/src/demo/version-3/prices.json" "$shop/"
    commit "Say what iced coffee costs"
    say "Version 3: the price is there"
    expect 0 deploy 3
    show_shop

    say "Back by hand: summer is over"
    expect 0 roll_back "Summer is over"
    show_shop
    count_answers
}

build
start_engine
get_base_images
start_registry
public_port=""
if [ -z "${KUBECONFIG:-}" ]; then
    proxy_is_ours=yes
    [ -z "$(docker ps -aq --filter name='^autodeploy-proxy$')" ] || proxy_is_ours=no
    public_port=$(free_port 8088)
fi
tell_the_story
if [ "$mode" = serve ]; then
    say "All of it is on this page"
    # In the background, or a signal to this script would wait for the server's end.
    java -jar "$jar" serve --home "$store" --port "$(free_port 8090)" &
    started "$!"
    wait "$!"
fi
