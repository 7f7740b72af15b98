// Water and ground that the rain has wetted: darker, with sky and lamps mirrored in them; see water.py.
vec3 in_water(Fragment f, vec3 light) {
    bool water = pattern_of(f.triangle) == WATER;
    bool wet = numbers[WET] > 0.0 && f.normal.z > 0.9 && f.place.z < 0.35 && owner_of(f.triangle) == 0;
    if (!water && !wet) {
        return light;
    }
    float foot = f.depth * pixel / max(f.facing, 0.02);
    float rough = (water ? 0.10 : 0.04) / (1.0 + foot * 9.0);
    vec2 at = f.place.xy * 2.3;
    vec3 ray = vec3(
        f.ray.x + (cloud(at.x, at.y) - 0.5) * rough,
        f.ray.y + (cloud(at.x + 91.0, at.y) - 0.5) * rough,
        abs(f.ray.z) + 0.02
    );
    float edge = 1.0 - max(f.facing, 0.0);
    float fresnel = (0.04 + 0.96 * edge * edge * edge * edge * edge) * (water ? 0.9 : 0.55);
    vec3 colour = light * (water ? 0.7 : 0.62) + sky_colour(ray, false) * fresnel;
    for (int i = 0; i < point_count; i++) {
        vec4 lamp = texelFetch(points, place_of(2 * i), 0), rest = texelFetch(points, place_of(2 * i + 1), 0);
        vec3 way = lamp.xyz - f.place;
        float near = dot(way, ray) / sqrt(dot(way, way) + 1e-4) - 0.95;
        if (near > 0.0) {
            float square = near * near * 400.0;
            colour += vec3(lamp.w, rest.xy) * (square * square * min(fresnel, 0.10));
        }
    }
    if (water) {
        float swell = cloud(f.place.x * 0.16 + f.place.y * 0.05, f.place.y * 0.8);
        float crest = max(swell + 0.25 * cloud(f.place.x * 1.1, f.place.y * 3.1) - 0.93, 0.0);
        float foam = min(crest * 3.5, 0.5) / (1.0 + foot * 3.0);
        colour = colour * (0.82 + 0.36 * swell) + foam * ((hues[ABOVE].r + hues[KEY].r * 0.5) * 0.62);
    }
    return colour;
}
