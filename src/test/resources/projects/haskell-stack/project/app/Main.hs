main = scotty 3000 (get "/" (text "quote"))
