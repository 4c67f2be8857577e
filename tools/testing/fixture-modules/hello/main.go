// Stands in for a real tool: quick to compile, and prints its version as they do.
package main

import "fmt"

var version = "unstamped"

func main() {
	fmt.Println("hello, version", version)
}
