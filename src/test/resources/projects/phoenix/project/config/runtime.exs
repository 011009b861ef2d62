import Config
port = String.to_integer(System.get_env("PORT") || "4100")
config :shop, ShopWeb.Endpoint, http: [port: port]
