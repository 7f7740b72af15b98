"""Words for places in Cyrillic, Chinese and Japanese, which have no plain form in Latin letters.

Cyrillic words are stems, so that they match in every case; Chinese and Japanese have no spaces between
words and match anywhere.  The word that stands last names the place, as in the Latin lists.
"""

from __future__ import annotations

import re

_EITHER = (
    ("bus_stop", "остановк 车站 巴士站 バス停"),
    ("station_platform", "вокзал платформ перрон 站台 火车站 駅 ホーム"),
    ("rooftop", "крыш 屋顶 屋頂 天台 屋上"),
    ("boat", "кораб лодк палуб катер 船 甲板"),
)
_INSIDE = (
    ("kitchen", "кухн 厨房 廚房 台所 キッチン"),
    ("dining_room", "столов 餐厅 飯廳 食堂 ダイニング"),
    ("bedroom", "спальн 卧室 臥室 寝室"),
    ("bathroom", "ванн туалет душев 浴室 卫生间 洗手间 風呂 トイレ"),
    ("hallway", "прихож 玄关 門廳 玄関"),
    ("corridor", "коридор 走廊 廊下"),
    ("living_room", "гостин квартир дом 客厅 客廳 家 公寓 居間 リビング アパート"),
    ("office", "офис кабинет контор 办公室 辦公室 オフィス 事務所"),
    ("conference_room", "переговорн 会议室 會議室"),
    ("classroom", "класс школ аудитори 教室 学校 學校"),
    ("hospital_room", "больниц палат госпитал 医院 醫院 病房 病院 病室"),
    ("waiting_room", "приемн 候诊室 待合室"),
    ("terminal", "аэропорт 机场 機場 空港"),
    ("police_station", "полиц участ отделени 警察局 派出所 警察署"),
    ("cell", "тюрьм камер 牢房 监狱 監獄 刑務所"),
    ("courtroom", "суд 法庭 法院 法廷"),
    ("bar", "бар паб клуб кабак 酒吧 バー 居酒屋"),
    ("cafe", "кафе кофейн 咖啡 茶馆 カフェ 喫茶店"),
    ("restaurant", "ресторан 饭店 餐館 餐馆 レストラン"),
    ("shop", "магазин лавк 商店 超市 店"),
    ("hotel_room", "гостиниц отел номер 酒店 旅馆 旅館 ホテル"),
    ("lobby", "вестибюл холл 大厅 大廳 ロビー"),
    ("church", "церк храм собор 教堂 寺 教会"),
    ("theatre", "театр сцен 剧院 劇院 舞台 劇場"),
    ("stairwell", "лестниц подъезд 楼梯 樓梯 階段"),
    ("lift", "лифт 电梯 電梯 エレベーター"),
    ("basement", "подвал погреб 地下室"),
    ("garage", "гараж мастерск 车库 車庫 ガレージ"),
    ("warehouse", "склад завод фабрик цех 仓库 倉庫 工厂 工場"),
    ("gym", "спортзал 健身房 体育馆 体育館 ジム"),
    ("car_interior", "машин автомобил такси 汽车 轿车 出租车 车 車 車内 タクシー"),
    ("truck_cab", "грузовик 卡车 トラック"),
    ("bus_interior", "автобус трамва 公交车 巴士 バス"),
    ("subway_car", "метро 地铁 地下鉄"),
    ("train_interior", "поезд вагон купе 火车 列车 電車 列車"),
    ("plane_interior", "самол 飞机 飛機 飛行機"),
    ("tent_interior", "палатк шатер 帐篷 テント"),
    ("barn", "сара конюшн амбар 谷仓 納屋"),
    ("throne_room", "тронн замок дворец 宫殿 宮殿 城 王座"),
)
_OUTSIDE = (
    ("street", "улиц город проспект площад 街 街道 马路 通り 道 町"),
    ("yard", "двор 院子 庭院 中庭"),
    ("park", "парк сквер 公园 公園"),
    ("forest", "лес тайг 森林 树林 森 林"),
    ("field", "пол луг степ 田 田野 草原 野原"),
    ("beach", "пляж берег 海滩 沙滩 海边 海岸 海 浜"),
    ("riverside", "рек озер пруд 河 河边 湖 川 池"),
    ("mountain", "гор холм скал 山"),
    ("garden", "сад дач 花园 庭"),
    ("graveyard", "кладбищ 墓地"),
    ("country_road", "дорог шосс 公路 乡间 高速 道路"),
    ("suburb_street", "дом коттедж 家 房子 住宅"),
    ("car_park", "парковк стоянк 停车场 駐車場"),
    ("village_square", "деревн сел 村 村庄"),
    ("market", "рынок рынк базар 市场 市場"),
    ("harbour", "порт причал пристан 港 码头 港口"),
    ("church_exterior", "церк храм собор 教堂 寺 教会"),
    ("castle", "замок крепост дворец 城堡 城 宫殿"),
    ("desert", "пустын 沙漠 砂漠"),
    ("storefront", "магазин кафе бар ресторан больниц школ 商店 店 医院 学校 病院"),
    ("phone_booth", "будк 电话亭 電話ボックス"),
)


def kind_in_script(words: str, *, inside: bool) -> str | None:
    """The kind that a heading in Cyrillic, Chinese or Japanese names; None when it names none."""
    best: tuple[int, int] | None = None
    found = None
    text = words.casefold().replace("ё", "е")
    for kind, alternatives in (*_EITHER, *(_INSIDE if inside else _OUTSIDE)):
        for word in alternatives.split():
            for match in _matches(word, text):
                if best is None or match > best:
                    best, found = match, kind
    return found


def _matches(word: str, text: str) -> list[tuple[int, int]]:
    """(end, length) of every match."""
    pattern = rf"\b{word}[а-я]{{0,4}}\b" if word[0] < "\u0500" else re.escape(word)
    return [(match.end(), len(word)) for match in re.finditer(pattern, text)]
