// How far towards the key a thing reaches; the blending keeps the greatest.
uniform isampler2D triangles;
uniform int first;

in float height;
out float highest;

void main() {
    if ((flags_of(texelFetch(triangles, place_of(first + gl_PrimitiveID), 0)) & NO_SHADOW) != 0) {
        discard;
    }
    highest = height;
}
