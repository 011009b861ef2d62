# -*- encoding: utf-8 -*-
# stub: rack-protection 3.0.5 ruby lib

Gem::Specification.new do |s|
  s.name = "rack-protection".freeze
  s.version = "3.0.5"
  s.licenses = ["MIT".freeze]
end
