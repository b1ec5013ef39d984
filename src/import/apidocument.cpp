#include "import/apidocument.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QStringList>
#include <QUrl>

#include <cmath>

namespace wirewise::imports {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::Discovery)
};

/// References that lead to references; more is a circle.
constexpr int LongestChain = 16;

std::optional<QString> textOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Double: {
        const double number = value.toDouble();
        constexpr double exactUpTo = 9007199254740992.0; // 2 to the power of 53
        if (std::abs(number) > exactUpTo || std::floor(number) != number)
            return QString::number(number);
        return QString::number(static_cast<qint64>(number));
    }
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    default:
        return {};
    }
}

/// RFC 6901 section 4
QString unescaped(QString token)
{
    token = QUrl::fromPercentEncoding(token.toUtf8());
    return token.replace(QLatin1String("~1"), QLatin1String("/"))
        .replace(QLatin1String("~0"), QLatin1String("~"));
}

QString encoded(const QString &value)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(value));
}

} // namespace

ApiDocument::ApiDocument(QJsonObject root, DocumentPlace place)
    : m_root(std::move(root))
    , m_place(std::move(place))
{
}

QJsonValue ApiDocument::resolved(const QJsonValue &value) const
{
    QJsonValue current = value;
    for (int step = 0; step < LongestChain; ++step) {
        const QString reference = current.toObject().value(QLatin1String("$ref")).toString();
        if (reference.isEmpty())
            return current;
        if (!reference.startsWith(QLatin1String("#/")))
            return QJsonValue(QJsonValue::Undefined);
        current = m_root;
        const QStringList tokens = reference.sliced(2).split(QLatin1Char('/'));
        for (const QString &token : tokens) {
            current = current.isArray() ? current.toArray().at(token.toInt())
                                        : current.toObject().value(unescaped(token));
        }
    }
    return QJsonValue(QJsonValue::Undefined);
}

std::optional<QString> ApiDocument::exampleOf(const QJsonObject &parameter) const
{
    const QJsonObject schema = object(parameter.value(QLatin1String("schema")));
    for (const QJsonObject &place : {parameter, schema}) {
        for (const char *name : {"example", "x-example", "default", "const"}) {
            if (const auto text = textOf(place.value(QLatin1String(name))))
                return text;
        }
        const QJsonValue examples = place.value(QLatin1String("examples"));
        if (const auto text = textOf(examples.toArray().at(0)))
            return text;
        const QJsonObject named = examples.toObject();
        for (const QJsonValue &example : named) {
            if (const auto text = textOf(object(example).value(QLatin1String("value"))))
                return text;
        }
        if (const auto text = textOf(place.value(QLatin1String("enum")).toArray().at(0)))
            return text;
    }
    return {};
}

std::optional<QString> ApiDocument::serverAddress(const QString &pattern, const QJsonObject &variables) const
{
    QString address = pattern;
    const QStringList names = namesIn(pattern);
    for (const QString &name : names) {
        const QJsonObject variable = object(variables.value(name));
        const QJsonValue usual = variable.value(QLatin1String("default"));
        const std::optional<QString> value =
            textOf(usual) ? textOf(usual) : textOf(variable.value(QLatin1String("enum")).toArray().at(0));
        if (!value)
            return {};
        address.replace(QLatin1Char('{') + name + QLatin1Char('}'), *value);
    }
    return address;
}

std::optional<QString> ApiDocument::absolute(const QString &address) const
{
    if (address.contains(QLatin1String("://")))
        return address;
    if (m_place.fetchedFrom.isEmpty())
        return {};
    const QUrl base(m_place.fetchedFrom, QUrl::StrictMode);
    const QUrl whole = base.resolved(QUrl(address));
    return base.isValid() && whole.isValid() ? std::optional(whole.toString(QUrl::FullyEncoded))
                                             : std::nullopt;
}

QStringList namesIn(const QString &pattern)
{
    QStringList names;
    qsizetype from = 0;
    while (true) {
        const qsizetype open = pattern.indexOf(QLatin1Char('{'), from);
        const qsizetype close = open < 0 ? -1 : pattern.indexOf(QLatin1Char('}'), open);
        if (close < 0)
            return names;
        names.append(pattern.sliced(open + 1, close - open - 1));
        from = close + 1;
    }
}

QString filledIn(const QString &pattern, const QString &name, const QString &value)
{
    QString text = pattern;
    return text.replace(QLatin1Char('{') + name + QLatin1Char('}'), encoded(value));
}

QString joined(const QString &server, const QString &path)
{
    QString address = server;
    while (address.endsWith(QLatin1Char('/')))
        address.chop(1);
    return path.startsWith(QLatin1Char('/')) ? QString(address % path)
                                             : QString(address % QLatin1Char('/') % path);
}

QString withQuery(const QString &address, const QStringList &parameters)
{
    if (parameters.isEmpty())
        return address;
    const QChar mark = address.contains(QLatin1Char('?')) ? QLatin1Char('&') : QLatin1Char('?');
    return address % mark % parameters.join(QLatin1Char('&'));
}

bool take(Discovered &found, const DiscoveredEndpoint &endpoint)
{
    if (found.endpoints.size() < MostDiscovered) {
        found.endpoints.append(endpoint);
        return true;
    }
    found.passedOver.append(
        {Texts::tr("everything from %1 on").arg(endpoint.what),
         Texts::tr("The first %1 endpoints of a document are checked.").arg(MostDiscovered)});
    return false;
}

} // namespace wirewise::imports
