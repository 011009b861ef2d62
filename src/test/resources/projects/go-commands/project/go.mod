module example.org/shop/v2

go 1.22.0

toolchain go1.22.3
