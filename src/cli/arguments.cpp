#include "cli/arguments.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::cli {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::CommandLine)
};

bool isNumber(const QString &word)
{
    return !word.isEmpty() &&
           std::all_of(word.begin(), word.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

Arguments Arguments::parse(const QStringList &words, std::span<const Option> options)
{
    Arguments parsed;
    bool onlyPositional = false;
    for (qsizetype index = 0; index < words.size() && parsed.m_error.isEmpty(); ++index) {
        const QString &word = words[index];
        if (onlyPositional || !word.startsWith(QLatin1Char('-')) || word == QLatin1String("-"))
            parsed.m_positional.append(word);
        else if (word == QLatin1String("--"))
            onlyPositional = true;
        else
            parsed.read(word, words, index, options);
    }
    return parsed;
}

void Arguments::read(const QString &word, const QStringList &words, qsizetype &index,
                     std::span<const Option> options)
{
    const qsizetype equals = word.indexOf(QLatin1Char('='));
    const QString name = word.startsWith(QLatin1String("--"))
                             ? word.sliced(2, (equals < 0 ? word.size() : equals) - 2)
                             : QString();
    const auto option = std::find_if(options.begin(), options.end(),
                                     [&](const Option &o) { return name == QLatin1String(o.name); });
    if (option == options.end()) {
        m_error = Texts::tr("%1 is not an option here. --help lists the options.")
                      .arg(equals < 0 ? word : word.left(equals));
        return;
    }
    QString value;
    if (option->value) {
        if (equals >= 0) {
            value = word.sliced(equals + 1);
        } else if (option->value[0] == '[') {
            if (index + 1 < words.size() && isNumber(words[index + 1]))
                value = words[++index];
        } else if (index + 1 < words.size()) {
            value = words[++index];
        } else {
            m_error = Texts::tr("--%1 needs a value: %2.").arg(name, QLatin1String(option->value));
            return;
        }
    } else if (equals >= 0) {
        m_error = Texts::tr("--%1 takes no value.").arg(name);
        return;
    }
    if (!option->repeatable && option->value && has(option->name)) {
        m_error = Texts::tr("--%1 can be given once only.").arg(name);
        return;
    }
    m_values[name].append(value);
}

QString Arguments::value(const char *name) const
{
    const QStringList all = values(name);
    return all.isEmpty() ? QString() : all.constLast();
}

} // namespace wirewise::cli
