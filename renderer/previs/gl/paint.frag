// From the visibility buffer to pixels, as shade.py does it: a pixel's samples become one fragment for each smooth
// surface, each is lit once, and the last step sums them up.  Depth, normal and id are the first sample's.
uniform isampler2D seen;
uniform usampler2D table;
uniform int side;

layout(location = 0) out uvec4 picture;  // red, green, blue; the owner's byte
layout(location = 1) out uvec4 direction;
layout(location = 2) out float metres;

const float SATURATION = 0.10;

// Whether two triangles are of one surface to the eye: of one thing and colour, and hardly turned.
bool smooth_over(int a, int b) {
    if (texelFetch(surfaces, place_of(a), 0).r != texelFetch(surfaces, place_of(b), 0).r) {
        return false;
    }
    int i = texelFetch(triangles, place_of(a), 0).x, j = texelFetch(triangles, place_of(b), 0).x;
    return dot(texelFetch(normals, place_of(i), 0).xyz, texelFetch(normals, place_of(j), 0).xyz) > 0.8;
}

vec3 before_lens(vec3 place) {
    vec3 away = place - position;
    return vec3(dot(away, right), dot(away, up), dot(away, forward));
}

float across(vec2 a, vec2 b) {
    return a.x * b.y - a.y * b.x;
}

// Where a fragment is, its normal, its ray and how squarely it faces the camera, at (column, row) of the samples.
//
// A corner less the ray's point at the corner's depth lies in the picture's plane: the areas that the three of these
// span are the barycentrics, each over its depth.  A place a little outside the triangle is moved to its edge.
Fragment located(int number, vec2 at, float share) {
    Fragment f;
    f.number = number;
    f.share = share;
    vec2 slant = vec2((at.x - lens.z) / lens.x, (lens.w - at.y) / lens.y);
    vec3 way = right * slant.x + up * slant.y + forward;
    f.ray = way / length(way);
    f.triangle = ivec4(0);
    if (number < 0) {
        return f;
    }
    f.triangle = texelFetch(triangles, place_of(number), 0);
    f.person = owner_of(f.triangle) > 0 ? 1.0 : 0.0;
    ivec2 i = place_of(f.triangle.x), j = place_of(f.triangle.y), m = place_of(f.triangle.z);
    vec3 p = before_lens(texelFetch(vertices, i, 0).xyz), q = before_lens(texelFetch(vertices, j, 0).xyz);
    vec3 s = before_lens(texelFetch(vertices, m, 0).xyz);
    vec2 a = p.xy - slant * p.z, b = q.xy - slant * q.z, c = s.xy - slant * s.z;
    float turned = dot(p, cross(q - p, s - p)) < 0.0 ? -1.0 : 1.0;
    vec3 weights = max(vec3(across(b, c), across(c, a), across(a, b)) * turned, 0.0);
    f.weights = weights / max(weights.x + weights.y + weights.z, 1e-30);
    f.depth = dot(f.weights, vec3(p.z, q.z, s.z));
    f.place = position + way * f.depth;
    vec3 normal = texelFetch(normals, i, 0).xyz * f.weights.x + texelFetch(normals, j, 0).xyz * f.weights.y
        + texelFetch(normals, m, 0).xyz * f.weights.z;
    normal /= max(length(normal), 1e-6);
    f.facing = -dot(normal, f.ray);
    bool back = f.facing + f.person < -0.12;  // a body's edge is never turned over: it would show as specks
    f.normal = back ? -normal : normal;
    f.facing = back ? -f.facing : f.facing;
    return f;
}

vec3 lit(Fragment f) {
    if (f.number < 0) {
        return sky_colour(f.ray, true);
    }
    Skin skin = skin_of(f);
    vec3 light = from_sky_and_ground(f) + from_the_key(f) + from_sun(f) + from_lamps(f);
    light = (light + (1.0 - light) * skin.glow) * skin.colour + skin.shine * vec3(1.15, 0.78, 0.4);
    light = in_water(f, light);
    return hues[HAZE] + (light - hues[HAZE]) * decay(numbers[MIST] * f.depth);
}

// Exposed as film does, with a shoulder that never quite burns out and a lifted black.
vec3 exposed(vec3 light) {
    light = max(light, 0.0) * numbers[EXPOSURE] * 1.35;
    return 0.004 + 0.972 * (1.0 - vec3(decay(light.r), decay(light.g), decay(light.b)));
}

uvec3 graded(vec3 colour) {
    float last = float(textureSize(table, 0).x - 1);
    float grey = dot(colour, vec3(0.25, 0.6, 0.15)) * SATURATION;
    ivec3 step_ = ivec3(clamp(colour * (1.0 + SATURATION) - grey, 0.0, 1.0) * last + 0.5);
    return uvec3(
        texelFetch(table, ivec2(step_.r, 0), 0).r,
        texelFetch(table, ivec2(step_.g, 0), 0).r,
        texelFetch(table, ivec2(step_.b, 0), 0).r
    );
}

void note(Fragment f) {
    metres = f.number < 0 ? uintBitsToFloat(0x7F800000u) : f.depth;
    direction = uvec4(0u);
    picture.a = 0u;
    if (f.number >= 0) {
        vec3 turned = vec3(dot(f.normal, right), dot(f.normal, up), -dot(f.normal, forward));
        direction.rgb = uvec3(128.5 + 127.0 * turned);
        picture.a = uint(owner_of(f.triangle));
    }
}

void main() {
    ivec2 corner = ivec2(gl_FragCoord.xy) * side;
    int count = side * side, done = 0, shown[4];
    for (int n = 0; n < count; n++) {
        shown[n] = texelFetch(seen, corner + ivec2(n % side, n / side), 0).r;
    }
    vec3 total = vec3(0.0);
    for (int first = 0; first < count; first++) {
        if ((done >> first & 1) != 0) {
            continue;
        }
        int number = shown[first], mine = 0;
        ivec2 at = ivec2(0);
        for (int n = first; n < count; n++) {
            bool same = shown[n] == number || (number >= 0 && shown[n] >= 0 && smooth_over(number, shown[n]));
            if ((done >> n & 1) == 0 && same) {
                done |= 1 << n;
                mine++;
                at += ivec2(n % side, n / side);
            }
        }
        Fragment f = located(number, vec2(corner) + vec2(at) / float(mine), float(mine) / float(count));
        if (first == 0) {
            note(f);
        }
        total += exposed(lit(f)) * f.share;
    }
    picture.rgb = graded(total);
}
