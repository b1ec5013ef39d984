#include "gui/exportsettings.h"

#include <QSettings>

namespace wirewise::gui {

namespace {

struct Part
{
    const char *name;
    bool report::ExportChoice::*member;
};

constexpr Part Parts[] = {
    {"verdict", &report::ExportChoice::verdict},     {"causes", &report::ExportChoice::causes},
    {"exchanges", &report::ExportChoice::exchanges}, {"experiments", &report::ExportChoice::experiments},
    {"timeline", &report::ExportChoice::timeline},   {"messages", &report::ExportChoice::messages},
};

QString key(const char *name)
{
    return QLatin1String("export/") + QLatin1String(name);
}

} // namespace

ExportSettings ExportSettings::load(const QSettings &settings)
{
    ExportSettings loaded;
    loaded.kind = exportKindFromId(settings.value(key("format")).toByteArray());
    for (const Part &part : Parts)
        loaded.include.*part.member = settings.value(key(part.name), true).toBool();
    loaded.removesHostNames = settings.value(key("removeHostNames"), false).toBool();
    loaded.folder = settings.value(key("folder")).toString();
    return loaded;
}

void ExportSettings::save(QSettings &settings) const
{
    settings.setValue(key("format"), idOf(kind));
    for (const Part &part : Parts)
        settings.setValue(key(part.name), include.*part.member);
    settings.setValue(key("removeHostNames"), removesHostNames);
    settings.setValue(key("folder"), folder);
}

} // namespace wirewise::gui
