#include "gui/messagecopy.h"

#include "gui/widgets/copyformat.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>

namespace wirewise::gui {

namespace {

constexpr qsizetype LargestForDigits = 16 * 1024 * 1024;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MessageCopy)
};

} // namespace

QMenu *addCopyAsMenu(QMenu *menu, const observation::Message &message)
{
    QMenu *formats = menu->addMenu(Words::tr("Copy As"));
    formats->setObjectName(QStringLiteral("copyAsMenu"));
    const auto add = [&](const QString &name, CopyFormat format) {
        QAction *action = formats->addAction(name);
        action->setEnabled(format == CopyFormat::Text || message.payload.size() <= LargestForDigits);
        QObject::connect(action, &QAction::triggered, formats, [payload = message.payload, format] {
            QGuiApplication::clipboard()->setText(copyText(payload, format));
        });
    };
    add(Words::tr("Text"), CopyFormat::Text);
    add(Words::tr("Hex"), CopyFormat::Hex);
    add(Words::tr("Base64"), CopyFormat::Base64);
    add(Words::tr("JSON, indented"), CopyFormat::Json);
    add(Words::tr("C array"), CopyFormat::CArray);
    add(Words::tr("Python bytes"), CopyFormat::Python);
    return formats;
}

void copyMessage(const observation::Message &message)
{
    const bool asText = message.opcode == wire::Opcode::Text;
    QGuiApplication::clipboard()->setText(
        copyText(message.payload, asText ? CopyFormat::Text : CopyFormat::Hex));
}

} // namespace wirewise::gui
