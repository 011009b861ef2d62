module example.com/shop

go 1.22.0

toolchain go1.22.5

require (
	github.com/Azure/azure-sdk-for-go v68.0.0+incompatible
	github.com/gin-gonic/gin v1.9.1
	golang.org/x/net v0.17.0 // indirect
	"github.com/quoted/module" v1.0.0
	example.com/shop/core v0.0.0-00010101000000-000000000000
	github.com/forked/lib v1.2.3
)

require gopkg.in/yaml.v3 v3.0.1 // indirect

exclude golang.org/x/net v0.16.0

replace example.com/shop/core => ../core

replace (
	github.com/forked/lib v1.2.3 => github.com/our/lib v1.2.4
	github.com/gin-gonic/gin v1.8.0 => github.com/gin-gonic/gin v1.8.2
)

retract v1.0.1
