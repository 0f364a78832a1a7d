"""References between the objects of a file, checked both ways: what contradicts itself, whatever a cluster holds."""
