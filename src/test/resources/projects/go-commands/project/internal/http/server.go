package http

import "net/http"

func Serve() { http.ListenAndServe(":8081", nil) }
