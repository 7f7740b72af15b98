// A fragment's own colour: its triangle's, under a pattern, out of an image, with lit windows in it; see surface.py.
uniform sampler2D vertices;
uniform sampler2D normals;
uniform isampler2D triangles;
uniform sampler2D colours;
uniform isampler2D surfaces;
uniform usampler2D texels;
uniform isampler2D sheets;

struct Skin {
    vec3 colour;
    float shine;
    float glow;
};

vec3 texel(int sheet, vec2 uv) {
    ivec4 image = texelFetch(sheets, place_of(sheet), 0);
    int start = image.x, width = image.y, height = image.z;
    float x = clamp(uv.x * float(width) - 0.5, 0.0, float(width - 1));
    float y = clamp(uv.y * float(height) - 0.5, 0.0, float(height - 1));
    int j = int(x), i = int(y), right_ = min(j + 1, width - 1), down = min(i + 1, height - 1);
    float a = x - float(j), b = y - float(i);
    vec3 low = vec3(texelFetch(texels, place_of(start + i * width + j), 0).rgb) * (1.0 - a)
        + vec3(texelFetch(texels, place_of(start + i * width + right_), 0).rgb) * a;
    vec3 high = vec3(texelFetch(texels, place_of(start + down * width + j), 0).rgb) * (1.0 - a)
        + vec3(texelFetch(texels, place_of(start + down * width + right_), 0).rgb) * a;
    vec3 colour = (low * (1.0 - b) + high * b) / 255.0;
    return colour * colour;
}

vec2 uv_of(Fragment f) {
    vec3 u, v;
    for (int corner = 0; corner < 3; corner++) {
        ivec2 place = place_of(f.triangle[corner]);
        u[corner] = texelFetch(vertices, place, 0).w;
        v[corner] = texelFetch(normals, place, 0).w;
    }
    return vec2(dot(u, f.weights), dot(v, f.weights));
}

Skin skin_of(Fragment f) {
    vec4 base = texelFetch(colours, place_of(f.number), 0);
    Skin skin = Skin(base.rgb, 0.0, (flags_of(f.triangle) & GLOWS) != 0 ? 1.0 : 0.0);
    int pattern = pattern_of(f.triangle), sheet = int(base.a);
    if (sheet >= 0) {
        skin.colour = texel(sheet, uv_of(f));
    } else if (pattern != PLAIN) {
        vec2 uv = uv_of(f);
        float foot = f.depth * pixel / max(f.facing, 0.08);
        if (pattern == WINDOWS || pattern == LIT_WINDOWS) {
            vec2 glass = window_at(pattern, uv.x, uv.y, foot, numbers[WINDOWS_LIT]);
            skin.shine = glass.x * glass.y * (1.0 - skin.glow);
            skin.colour *= 1.0 - glass.x * 0.8;
        } else {
            skin.colour *= pattern_at(pattern, uv.x, uv.y, foot);
        }
    }
    return skin;
}
