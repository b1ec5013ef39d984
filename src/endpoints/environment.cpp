#include "endpoints/environment.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace wirewise::endpoints {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::endpoints::Environment)
};

bool isNever(const FileLine &)
{
    return false;
}

} // namespace

Result<Environment> Environment::read(const QString &name, QByteArrayView bytes)
{
    const QString file = QStringLiteral("environments/") + name + QStringLiteral(".environment");
    auto lines = readLines(file, bytes);
    if (!lines)
        return tl::make_unexpected(lines.error());
    QSet<QByteArray> seen;
    for (qsizetype i = 0; i < lines->size(); ++i) {
        const FileLine &line = lines->at(i);
        if (line.kind == FileLine::Kind::Kept)
            continue;
        if (seen.contains(line.name))
            return tl::make_unexpected(Problem{file, i + 1,
                                               Texts::tr("%1 is there already. Each variable stands once.")
                                                   .arg(QString::fromUtf8(line.name))});
        seen.insert(line.name);
    }
    Environment environment;
    environment.m_name = name;
    environment.m_lines = *std::move(lines);
    return environment;
}

std::optional<QByteArray> Environment::value(QByteArrayView variable) const
{
    const auto line = std::find_if(m_lines.begin(), m_lines.end(), [variable](const FileLine &candidate) {
        return candidate.kind == FileLine::Kind::Field && candidate.name == variable;
    });
    return line == m_lines.end() ? std::optional<QByteArray>() : line->text;
}

FieldList Environment::variables() const
{
    FieldList variables;
    for (const FileLine &line : m_lines) {
        if (line.kind == FileLine::Kind::Field)
            variables.append({line.name, line.text});
    }
    return variables;
}

void Environment::setVariables(const FieldList &variables)
{
    replaceFields(m_lines, variables, isNever);
}

} // namespace wirewise::endpoints
