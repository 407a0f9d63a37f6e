"""One file for each kind of annotation: its values and its `AnnotationKind`; not what is the same for all of them."""
