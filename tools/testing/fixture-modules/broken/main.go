// Does not compile: the builder has to show why.
package main

func main() {
	undefinedFunction()
}
