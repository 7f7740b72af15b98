// Nothing is seen: the sky, at the far end of the depth buffer.
out int triangle;

void main() {
    triangle = -1;
}
