// Stands in for a real tool: prints its version as they do. Without imports, so that it compiles within seconds even if
// Go's build cache is empty.
package main

var version = "unstamped"

func main() {
	println("hello, version", version)
}
