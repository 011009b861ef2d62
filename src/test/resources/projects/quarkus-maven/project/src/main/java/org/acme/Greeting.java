package org.acme;
class Greeting {}
