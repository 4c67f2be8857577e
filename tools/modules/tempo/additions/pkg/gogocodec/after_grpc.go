package gogocodec

// This package registers a codec under the name of gRPC's own, and has to do so after it. Since Go 1.21 packages are
// initialised in the order of their import paths unless one imports the other; without this import gRPC's codec wins,
// and Tempo panics at the first span that it receives.
import _ "google.golang.org/grpc/encoding/proto"
