#include "endpoints/savedendpoint.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace wirewise::endpoints {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::endpoints::SavedEndpoint)
};

constexpr EndpointOption OptionTable[] = {
    {"header"},
    {"origin"},
    {"subprotocol"},
    {"key"},
    {"ws-version"},
    {"host"},
    {"extensions"},
    {"proxy"},
    {"resolve"},
    {"ipv4", true},
    {"ipv6", true},
    {"cacert", false, true},
    {"cert", false, true},
    {"key-file", false, true},
    {"insecure", true},
    {"timeout"},
    {"listen"},
    {"send"},
    {"max-message"},
    {"probe"},
    {"no-experiments", true},
    {"sequential", true},
};

const QByteArray Address = "address";

bool isUnknown(const FileLine &line)
{
    return line.kind == FileLine::Kind::Field && line.name != Address && !findEndpointOption(line.name);
}

bool isNoOption(const FileLine &line)
{
    return line.name == Address || isUnknown(line);
}

bool isNoAddress(const FileLine &line)
{
    return line.name != Address;
}

/// What an option wants, where its form alone tells that the value is none.
QString formProblem(const FileLine &line)
{
    const EndpointOption *option = findEndpointOption(line.name);
    if (option && option->isSwitch && line.text != "yes" && line.text != "no")
        return Texts::tr("%1 is yes or no.").arg(QString::fromUtf8(line.name));
    return {};
}

} // namespace

const EndpointOption *findEndpointOption(QByteArrayView name)
{
    const auto *row = std::find_if(std::begin(OptionTable), std::end(OptionTable),
                                   [name](const EndpointOption &option) { return name == option.name; });
    return row == std::end(OptionTable) ? nullptr : row;
}

Result<SavedEndpoint> SavedEndpoint::read(const QString &name, QByteArrayView bytes)
{
    const QString file = name + QStringLiteral(".endpoint");
    auto lines = readLines(file, bytes);
    if (!lines)
        return tl::make_unexpected(lines.error());
    SavedEndpoint endpoint;
    endpoint.m_name = name;
    endpoint.m_lines = *std::move(lines);
    qsizetype addresses = 0;
    for (qsizetype i = 0; i < endpoint.m_lines.size(); ++i) {
        const FileLine &line = endpoint.m_lines.at(i);
        if (line.name == Address && line.kind == FileLine::Kind::Field && ++addresses > 1)
            return tl::make_unexpected(Problem{file, i + 1,
                                               Texts::tr("a second address. An endpoint has one; put "
                                                         "this one into a file of its own.")});
        if (const QString problem = formProblem(line); !problem.isEmpty())
            return tl::make_unexpected(Problem{file, i + 1, problem});
        if (isUnknown(line))
            endpoint.m_remarks.append(
                Problem{file, i + 1,
                        Texts::tr("%1 is not known here; the line is kept and has no effect.")
                            .arg(QString::fromUtf8(line.name))}
                    .sentence());
    }
    if (endpoint.address().isEmpty())
        return tl::make_unexpected(Problem{
            file, 0, Texts::tr("no address. A line such as \"address = wss://{{host}}/ws\" was expected.")});
    return endpoint;
}

QByteArray SavedEndpoint::address() const
{
    const auto line = std::find_if(m_lines.begin(), m_lines.end(), [](const FileLine &candidate) {
        return candidate.kind == FileLine::Kind::Field && candidate.name == Address;
    });
    return line == m_lines.end() ? QByteArray() : line->text;
}

FieldList SavedEndpoint::options() const
{
    FieldList options;
    for (const FileLine &line : m_lines) {
        if (line.kind == FileLine::Kind::Field && !isNoOption(line))
            options.append({line.name, line.text});
    }
    return options;
}

void SavedEndpoint::setAddress(const QByteArray &address)
{
    replaceFields(m_lines, {{Address, address.trimmed()}}, isNoAddress);
}

void SavedEndpoint::setOptions(const FieldList &options)
{
    replaceFields(m_lines, options, isNoOption);
}

} // namespace wirewise::endpoints
