package io.acme

fun main() {
    embeddedServer(Netty, port = 8090) {}.start(wait = true)
}
