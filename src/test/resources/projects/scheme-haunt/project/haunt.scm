(use-modules (haunt site))
(site #:title "notes")
