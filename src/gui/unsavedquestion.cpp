#include "gui/unsavedquestion.h"

#include "gui/conversationpanel.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

namespace wirewise::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::UnsavedQuestion)
};

/// A file that cannot be written, or a dialog for its name that is cancelled, keeps the window.
void saveAndClose(QWidget *window, ConversationPanel *conversation)
{
    const auto closeIfSaved = [window, conversation] {
        if (!conversation->isUnsaved())
            window->close();
    };
    if (QFileDialog *name = conversation->save())
        QObject::connect(name, &QFileDialog::fileSelected, window, closeIfSaved);
    else
        closeIfSaved();
}

} // namespace

bool mayClose(QWidget *window, ConversationPanel *conversation)
{
    if (!conversation->isUnsaved())
        return true;
    const QString name = QStringLiteral("unsavedConversationQuestion");
    if (auto *asked = window->findChild<QMessageBox *>(name)) {
        asked->raise();
        return false;
    }
    auto *box = new QMessageBox(QMessageBox::NoIcon, Words::tr("Save the conversation"),
                                Words::tr("The conversation has steps that are in no file yet."),
                                QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, window);
    box->setObjectName(name);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(Words::tr("Without saving they are lost with the window."));
    box->button(QMessageBox::Discard)->setText(Words::tr("Close Without Saving"));
    box->setDefaultButton(QMessageBox::Save);
    QObject::connect(box, &QMessageBox::finished, conversation, [window, conversation](int answer) {
        if (answer == QMessageBox::Save) {
            saveAndClose(window, conversation);
        } else if (answer == QMessageBox::Discard) {
            conversation->giveUp();
            window->close();
        }
    });
    box->open();
    return false;
}

} // namespace wirewise::gui
