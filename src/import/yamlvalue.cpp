#include "import/yamlvalue.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

#include <yaml.h>

namespace wirewise::imports {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::YamlReader)
};

/// An event of libyaml, freed with this.
class Event
{
public:
    Event() = default;
    ~Event() { clear(); }
    Q_DISABLE_COPY_MOVE(Event)

    [[nodiscard]] bool read(yaml_parser_t *parser)
    {
        clear();
        m_held = yaml_parser_parse(parser, &m_event) == 1;
        return m_held;
    }
    [[nodiscard]] yaml_event_type_t type() const { return m_held ? m_event.type : YAML_NO_EVENT; }
    [[nodiscard]] const yaml_event_t &get() const { return m_event; }

private:
    void clear()
    {
        if (m_held)
            yaml_event_delete(&m_event);
        m_held = false;
    }

    yaml_event_t m_event{};
    bool m_held = false;
};

QByteArray nameOf(const yaml_char_t *text)
{
    return text ? QByteArray(reinterpret_cast<const char *>(text)) : QByteArray();
}

/// The core schema of YAML 1.2, section 10.3.2, as far as documents of interfaces need it.
QJsonValue plainValue(const QByteArray &text)
{
    if (text.isEmpty() || text == "~" || text == "null" || text == "Null" || text == "NULL")
        return QJsonValue::Null;
    if (text == "true" || text == "True" || text == "TRUE")
        return true;
    if (text == "false" || text == "False" || text == "FALSE")
        return false;
    // What a number would not be written back as, a version or a padded one, stays text.
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber && QByteArray::number(number) == text)
        return number;
    return QString::fromUtf8(text);
}

class YamlReader
{
public:
    YamlReader(const QByteArray &text, YamlLimits limits)
        : m_limits(limits)
    {
        m_made = yaml_parser_initialize(&m_parser) == 1;
        if (m_made)
            yaml_parser_set_input_string(&m_parser, reinterpret_cast<const unsigned char *>(text.constData()),
                                         static_cast<size_t>(text.size()));
    }
    ~YamlReader()
    {
        if (m_made)
            yaml_parser_delete(&m_parser);
    }
    Q_DISABLE_COPY_MOVE(YamlReader)

    tl::expected<QJsonValue, QString> read()
    {
        Event event;
        while (m_made && next(event)) {
            if (event.type() == YAML_STREAM_END_EVENT)
                return tl::unexpected(Texts::tr("it is empty"));
            if (event.type() == YAML_STREAM_START_EVENT || event.type() == YAML_DOCUMENT_START_EVENT)
                continue;
            const Counted value = readValue(event, 0);
            if (!m_error.isEmpty())
                break;
            return value.value;
        }
        return tl::unexpected(m_error);
    }

private:
    /// A value, and how many values it is with all that it holds.
    struct Counted
    {
        QJsonValue value;
        qsizetype count = 1;
    };

    bool next(Event &event)
    {
        if (!m_error.isEmpty())
            return false;
        if (event.read(&m_parser))
            return true;
        m_error = Texts::tr("line %1 is not YAML").arg(m_parser.problem_mark.line + 1);
        return false;
    }

    Counted readValue(const Event &event, int depth)
    {
        if (depth > m_limits.depth)
            return refused(Texts::tr("it is nested too deeply"));
        if (++m_values > m_limits.values)
            return refused(Texts::tr("it holds too many values"));
        switch (event.type()) {
        case YAML_ALIAS_EVENT:
            return repeated(nameOf(event.get().data.alias.anchor));
        case YAML_SCALAR_EVENT:
            return readScalar(event.get().data.scalar);
        case YAML_SEQUENCE_START_EVENT:
            return readSequence(nameOf(event.get().data.sequence_start.anchor), depth);
        case YAML_MAPPING_START_EVENT:
            return readMapping(nameOf(event.get().data.mapping_start.anchor), depth);
        default:
            return refused(Texts::tr("it ends too early"));
        }
    }

    Counted refused(const QString &why)
    {
        if (m_error.isEmpty())
            m_error = why;
        return {};
    }

    Counted kept(const QByteArray &anchor, const Counted &value)
    {
        if (!anchor.isEmpty())
            m_anchors.insert(anchor, value);
        return value;
    }

    Counted repeated(const QByteArray &anchor)
    {
        const auto found = m_anchors.constFind(anchor);
        if (found == m_anchors.cend())
            return refused(Texts::tr("it repeats a value that is not there"));
        m_values += found->count;
        return m_values > m_limits.values ? refused(Texts::tr("it holds too many values")) : *found;
    }

    Counted readScalar(const decltype(yaml_event_t().data.scalar) &scalar)
    {
        const QByteArray text(reinterpret_cast<const char *>(scalar.value),
                              static_cast<qsizetype>(scalar.length));
        const bool isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE && !scalar.tag;
        return kept(nameOf(scalar.anchor),
                    {isPlain ? plainValue(text) : QJsonValue(QString::fromUtf8(text)), 1});
    }

    Counted readSequence(const QByteArray &anchor, int depth)
    {
        QJsonArray array;
        qsizetype count = 1;
        Event event;
        while (next(event) && event.type() != YAML_SEQUENCE_END_EVENT) {
            const Counted element = readValue(event, depth + 1);
            array.append(element.value);
            count += element.count;
        }
        return kept(anchor, {array, count});
    }

    Counted readMapping(const QByteArray &anchor, int depth)
    {
        QJsonObject object;
        qsizetype count = 1;
        Event event;
        while (next(event) && event.type() != YAML_MAPPING_END_EVENT) {
            const bool isText = event.type() == YAML_SCALAR_EVENT;
            const QString key =
                isText ? QString::fromUtf8(reinterpret_cast<const char *>(event.get().data.scalar.value),
                                           static_cast<qsizetype>(event.get().data.scalar.length))
                       : QString();
            if (!isText)
                (void)readValue(event, depth + 1); // a key that is no text has no name in JSON
            if (!next(event))
                break;
            const Counted value = readValue(event, depth + 1);
            count += value.count;
            if (isText)
                object.insert(key, value.value);
        }
        return kept(anchor, {object, count});
    }

    yaml_parser_t m_parser{};
    bool m_made = false;
    YamlLimits m_limits;
    qsizetype m_values = 0;
    QHash<QByteArray, Counted> m_anchors;
    QString m_error;
};

} // namespace

tl::expected<QJsonValue, QString> readYaml(const QByteArray &text, YamlLimits limits)
{
    return YamlReader(text, limits).read();
}

} // namespace wirewise::imports
