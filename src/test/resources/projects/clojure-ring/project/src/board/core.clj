(ns board.core (:require [ring.adapter.jetty :refer [run-jetty]]))
(defn -main [] (run-jetty (fn [_] {:status 200 :body "board"}) {:port 3030}))
