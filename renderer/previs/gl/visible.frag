// The number of the nearest triangle at each sample.
//
// A depth buffer of whole numbers is spread over the fourth root of nearness: its steps grow with the distance, from
// a hundredth of a millimetre at ten metres to a millimetre at three hundred.  Nearness itself is rounded to 17 bits, so
// that of faces that coincide the first one drawn is seen almost everywhere; see raster.COINCIDES.
uniform isampler2D triangles;
uniform int first;
uniform float near;

out int triangle;

void main() {
    int here = first + gl_PrimitiveID;
    if (gl_FrontFacing && (flags_of(texelFetch(triangles, place_of(here), 0)) & ONE_SIDED) != 0) {
        discard;  // rows run downwards, so that a thing's back is what goes round counter-clockwise
    }
    triangle = here;
    float nearness = uintBitsToFloat((floatBitsToUint(gl_FragCoord.w) + 0x20u) & ~0x3Fu);
    gl_FragDepth = 1.0 - sqrt(sqrt(clamp(near * nearness, 0.0, 1.0)));
}
